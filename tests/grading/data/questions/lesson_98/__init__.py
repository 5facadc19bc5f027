"""The questions of the sample exercise 98."""
