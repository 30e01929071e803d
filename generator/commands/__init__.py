"""The verbs of the command line, a module each; thin, over the steps of the other packages."""
