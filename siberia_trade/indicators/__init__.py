"""What is computed: one folder for each command, one file in it for each indicator. No input, no output, no options."""
