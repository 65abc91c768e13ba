"""Who may do what: roles of routes, keys of programs, log-in of staff."""
