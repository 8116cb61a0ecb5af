"""Every write on meetings, by subject: agenda, attendance, minutes, resolutions, moves, corrections, imports."""
