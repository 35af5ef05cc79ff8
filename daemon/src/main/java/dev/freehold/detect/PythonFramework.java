package dev.freehold.detect;

import java.util.Locale;
import java.util.regex.Pattern;

/** What an app in Python is made with. */
enum PythonFramework {
  FASTAPI("FastAPI", "FastAPI", "app = FastAPI()"),
  FLASK("Flask", "Flask", "app = Flask(__name__) or def create_app():"),
  DJANGO("Django", "", "");

  /** An address as the app's code has it: as a whole, or without its first slash. */
  private static final Pattern API = Pattern.compile("[\"']/api[/\"']");

  private static final Pattern API_OF_DJANGO = Pattern.compile("[\"']\\^?/?api/");

  private final String shown;
  private final String constructor;
  private final String example;

  PythonFramework(String shown, String constructor, String example) {
    this.shown = shown;
    this.constructor = constructor;
    this.example = example;
  }

  /** As people write it. */
  String shown() {
    return shown;
  }

  /** As indexes of packages have it. */
  String requirement() {
    return shown.toLowerCase(Locale.ROOT);
  }

  /** What makes the application; empty where a file of the framework's own does. */
  String constructor() {
    return constructor;
  }

  static PythonFramework of(String requirement) {
    return valueOf(requirement.toUpperCase(Locale.ROOT));
  }

  boolean answersApi(String source) {
    return (this == DJANGO ? API_OF_DJANGO : API).matcher(source).find();
  }

  /** What an app would have to have, as a sentence's second half. */
  String wanted(String folder) {
    String place = folder.isEmpty() ? "the app's folder" : folder;
    return switch (this) {
      case DJANGO -> " if manage.py and the wsgi.py of its project were in " + place;
      case FASTAPI, FLASK -> " if a file in " + place + " had a line such as " + example;
    };
  }
}
