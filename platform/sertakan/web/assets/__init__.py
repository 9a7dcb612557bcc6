"""Hold the sources of the screens and the tools that turn them into the files we serve; nothing here runs in production."""
