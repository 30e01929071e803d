"""The verbs for editors, a module each; thin, over the steps of the other packages."""
