"""What holds the law to account: each norm's place and cases, and what its cases say when it is taken away."""
