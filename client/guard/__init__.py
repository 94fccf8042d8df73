"""The guard: nothing leaves this client that gives a protected person away."""
