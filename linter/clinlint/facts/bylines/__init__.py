"""Words around the names of authors and reviewers: titles, letters after a name, groups, programs that write."""
