package dev.freehold.render;

import java.util.regex.Pattern;

/** What to do about an error of a page, as far as its own words tell. */
final class Advice {
  private static final Pattern OF_A_VARIABLE =
      Pattern.compile(
          "(?is).*(?:\\benv(?:ironment)?\\b|\\bvariables?\\b|api["
              + " _-]?key|VITE_|NEXT_PUBLIC_|REACT_APP_|EXPO_PUBLIC_|supabase(?:Url|Key)|invalid"
              + " url|\\bcredentials?\\b|project_?id).*");
  private static final Pattern OF_WEBGL = Pattern.compile("(?is).*\\bweb ?gl.*");

  private Advice() {}

  static String about(String error) {
    if (OF_WEBGL.matcher(error).matches()) {
      return "The browser that looks at the page may have no graphics card. See whether the page"
          + " works in yours; if it does, deploy with --no-render-check.";
    }
    return OF_A_VARIABLE.matcher(error).matches()
        ? "Set the variable that the page misses, and deploy again; freehold var list shows which"
            + " have a value."
        : "Mend it in the builder and deploy again.";
  }
}
