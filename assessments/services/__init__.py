"""Everything that writes data, indicators, priorities and assessments: a module for each."""
