"""The story: a server that can read nothing and every party as processes of their own, over real HTTP and websocket."""
