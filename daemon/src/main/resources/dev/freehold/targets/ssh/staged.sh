cat "$site"/staged/*/staged.json 2>/dev/null || :
