"""Documents that programmes rest on."""
