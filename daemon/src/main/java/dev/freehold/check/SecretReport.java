package dev.freehold.check;

/** Words for a found secret, without the secret. */
record SecretReport(Stage stage, byte[] salt) {

  /**
   * @param variable public variable that the value is given to, or empty
   */
  Finding finding(SecretRule rule, String path, int line, String value, String variable) {
    Finding.Severity severity = variable.isEmpty() ? rule.severity() : rule.inPublicVariable();
    String id =
        severity == Finding.Severity.ERROR
            ? FindingId.keyed(salt, rule.id(), path.isEmpty() ? variable : path, value)
            // what is only told is told once, wherever it stands
            : FindingId.keyed(salt, rule.id(), value);
    return new Finding(
        id,
        severity,
        "check.secret",
        rule.id(),
        path,
        path.isEmpty() ? 0 : line,
        message(rule, path, line, variable),
        remedy(rule, path, variable, id));
  }

  private static String message(SecretRule rule, String path, int line, String variable) {
    String place =
        path.isEmpty()
            ? "The value of " + variable
            : path + " line " + line + (variable.isEmpty() ? "" : " (" + variable + ")");
    String holder = path.isEmpty() ? " is " : " holds ";
    String exposed =
        variable.isEmpty() ? "" : " " + variable + " is public: every visitor can read it.";
    return place + holder + rule.what() + ". Whoever finds it " + rule.danger() + "." + exposed;
  }

  private String remedy(SecretRule rule, String path, String variable, String id) {
    if (rule.mayBePublic()) {
      return "If pages are meant to have it, leave it, and limit at "
          + rule.rotate()
          + ", what it may do and on which sites. If not, make a new one there, revoke this one and"
          + " use it on the server side only.";
    }
    String rotate = "Make a new one at " + rule.rotate() + ", and revoke this one.";
    String move;
    if (!variable.isEmpty() || stage == Stage.OUTPUT) {
      move =
          " Code in the browser can't keep a secret: use it on the server side (an edge function),"
              + " and take it out of "
              + (path.isEmpty() ? variable : path)
              + ".";
    } else {
      move =
          " Take it out of "
              + path
              + " in the builder, read it from a variable, and give the value with"
              + " `freehold var set NAME=...`.";
    }
    return rotate
        + move
        + " If it is no secret: `freehold check allow "
        + id
        + " --reason \"...\"`.";
  }
}
