"""What anyone and the protected person do, on any borrowed device, with nothing kept on it.

A statement needs the public front desk card alone. Enrolment needs the enrolment card; afterwards the passphrase and the public
card are enough, wherever the person is. What goes to several bodies is told body by body: who has it, and who has not.
"""
