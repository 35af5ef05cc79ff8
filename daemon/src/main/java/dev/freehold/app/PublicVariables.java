package dev.freehold.app;

import java.util.List;

/** Names whose values bundlers put into the page, where every visitor can read them. */
public final class PublicVariables {
  public static final List<String> PREFIXES =
      List.of(
          "VITE_",
          "NEXT_PUBLIC_",
          "REACT_APP_",
          "PUBLIC_",
          "EXPO_PUBLIC_",
          "GATSBY_",
          "NUXT_PUBLIC_",
          "VUE_APP_");

  private PublicVariables() {}

  public static boolean isPublic(String name) {
    return PREFIXES.stream().anyMatch(name::startsWith);
  }
}
