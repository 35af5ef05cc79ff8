cat "$site/current/pointer.json" 2>/dev/null || :
