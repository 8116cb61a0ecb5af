"""Everything that writes funds, calls, bids and money: a module for each."""
