# The id of the rules that the web server has, and what is live.
printf '%s\n' "$(cat "$site/loaded" 2>/dev/null || :)"
cat "$site/current/pointer.json" 2>/dev/null || :
