# What the site's servers wrote into folders that stay: a line each with name, files and bytes.
# Reads only.
[ ! -d "$places/${prefix%.}" ] || service kept "${prefix%.}"
