"""A demonstration college, made up from a seed: nobody in it exists, and no address is real."""
