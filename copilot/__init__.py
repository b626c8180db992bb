"""A support copilot that an e-commerce helpdesk can trust."""
