"""`make bench`: what the portal costs, beside a bare page of the same size, on the machine it runs on."""
