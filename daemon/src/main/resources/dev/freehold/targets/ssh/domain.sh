# Where the server itself is led by the name. Reads only.
getent ahosts "$domain" 2>/dev/null | awk '{ print $1 }' | sort -u
