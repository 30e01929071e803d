"""Open data: what the site publishes for programs and for people with a spreadsheet.

:mod:`documents` makes the JSON beyond :mod:`generator.api`, :mod:`schemas` and :mod:`openapi`
describe it, :mod:`tables` cuts the lists into flat tables, :mod:`parquet` and :mod:`bundle` write
them, :mod:`feeds` tells what changed. All of it is made scope by scope; what covers the whole site
is streamed from the scopes' parts, so that nothing in memory grows with the country.
"""
