"""qingdan: duty lists of China's townships, checked, compared and rendered to a static site."""

__version__ = "0.1.0"
