"""The language server: findings, fixes and explanations in editors. Nothing else imports pygls."""
