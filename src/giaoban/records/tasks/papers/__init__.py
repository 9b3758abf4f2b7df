"""The papers that go with tasks: assignment slip, follow-up register, list of what is overdue."""
