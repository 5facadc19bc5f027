"""What a learner runs on an own notebook: `course check`, and pytest with nbval."""
