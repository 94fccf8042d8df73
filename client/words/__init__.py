"""Values become sentences in Kazakh, Russian or English: the language is an argument, never the environment."""
