package dev.freehold.detect;

import java.util.regex.Pattern;

/**
 * How code reads an object that has variables.
 *
 * @param word that is wherever the object is
 * @param member {@code env.NAME}
 * @param element {@code env["NAME"]}, or with a computed name
 * @param destructured {@code { NAME } = env}
 * @param alias {@code const other = env}
 */
record EnvObject(
    String word, Pattern member, Pattern element, Pattern destructured, Pattern alias) {
  private static final Pattern NOWHERE = Pattern.compile("(?!)");

  /**
   * @param env a regular expression for the object
   */
  static EnvObject of(String env, String word) {
    return new EnvObject(
        word,
        Pattern.compile(env + "\\s*(?:\\?\\s*)?\\.\\s*" + VariableReads.NAME),
        Pattern.compile(env + "\\s*(?:\\?\\s*\\.\\s*)?\\[\\s*(?:([\"'`])([\\w$]++)\\1\\s*\\])?"),
        Pattern.compile(
            "\\{([^{}]{0,4000}+)\\}\\s*(?::\\s*[\\w<>,.\\s]{1,80}?)?=\\s*"
                + env
                + "(?!\\s*[.\\[?])"),
        Pattern.compile(
            "\\b(?:const|let|var)\\s+"
                + VariableReads.NAME
                + "\\s*(?::[^=;\\n]{1,80}+)?=\\s*"
                + env
                + "(?!\\s*[.\\[?])"));
  }

  /**
   * One whose variables are asked for by a call.
   *
   * @param call a regular expression for what is called
   */
  static EnvObject asked(String call, String word) {
    return new EnvObject(
        word,
        NOWHERE,
        Pattern.compile(call + "\\s*\\(\\s*(?:([\"'`])([\\w$]++)\\1\\s*\\))?"),
        NOWHERE,
        NOWHERE);
  }

  static EnvObject named(String local) {
    return of("(?<![\\w$.])" + Pattern.quote(local) + "(?![\\w$])", local);
  }
}
