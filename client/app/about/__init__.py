"""What the law says of one file now, part by part: for the officer, for supervision, and for the person themselves."""
