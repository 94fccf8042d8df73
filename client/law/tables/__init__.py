"""The lists of the law as data: frozen rows with their source. What is policy says so and a body's profile may set it otherwise."""
