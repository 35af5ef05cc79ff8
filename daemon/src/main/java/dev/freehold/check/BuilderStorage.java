package dev.freehold.check;

import dev.freehold.base.MachineError;
import dev.freehold.base.Sha256;
import dev.freehold.base.UserError;
import dev.freehold.check.StoredFile.Use;
import dev.freehold.detect.Detection;
import dev.freehold.file.FileTree;
import dev.freehold.file.PathRules;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds whole addresses of files in the storage of a builder, which end with the builder's project.
 * Seen in public exports in November 2026: Base44's in its Supabase project, at {@code
 * media.base44.com} ({@code images}, {@code videos}, {@code files}) and below {@code
 * base44.app/api/apps/ID/files}; Lovable's uploads, favicons and pictures of links; Emergent's
 * uploads of a job. No export of Bolt was seen with such an address. The Supabase project of an
 * app's own is no storage of a builder.
 */
public final class BuilderStorage {
  /** What is larger is data. */
  private static final long LARGEST = 32 << 20;

  private static final int LONGEST = 500;
  private static final int NEAR = 200;

  private static final List<Store> STORES =
      List.of(
          new Store(
              "Base44",
              "qtrypzzcjebvfcihiynt\\.supabase\\.co/storage/v1/(?:object|render/image)/public"
                  + "/base44-prod/"),
          new Store("Base44", "media\\.base44\\.com/[a-z]{1,20}/public/"),
          new Store("Base44", "base44\\.app/api/apps/[0-9a-f]{24}/files/(?:[a-z]{1,20}/)?public/"),
          new Store("Lovable", "storage\\.googleapis\\.com/gpt-engineer-file-uploads/"),
          new Store("Emergent", "customer-assets\\.emergentagent\\.com/"));

  /** Text that every address has; searched for first. */
  private static final String SCHEME = "https://";

  /** Ends where a text, an address in CSS or a part that is put together ends. */
  private static final Pattern REST =
      Pattern.compile("(?:[^\\s\"'`()<>{}\\\\,;?#|*\\x00-\\x1f]++|,(?=_))*+");

  /** A file with a name and an ending. */
  private static final Pattern FORM =
      Pattern.compile("(?!.*/\\.{1,3}(?:/|$)).*?[^/.]\\.[A-Za-z0-9]{1,8}");

  /** What an address stands behind when nothing else belongs to its text. */
  private static final Pattern ALONE_FROM =
      Pattern.compile("(?s).*(?:[\"'`(]|[(,]\\s*|\\s(?:src|href|poster|srcset|content)=)");

  private static final String ALONE_TO = "\"'`) \t\r\n,;?#<>\\";

  private static final Pattern COMMENT = Pattern.compile("\\s*(?://|/?\\*|<!--|\\{/\\*)");

  /** Other servers show these beside a link to the app. */
  private static final Pattern PREVIEW =
      Pattern.compile(
          "(?i)og:image|twitter:image|open_?graph|og_?image|ld\\+json|schema\\.org|/og-images/"
              + "|/social-images/");

  private static final Pattern TAG_OR_LINE_END = Pattern.compile("[>\n]");

  private static final Pattern PAGE_FILE =
      Pattern.compile(
          "(?i).*\\.(?:html?|css|s[ac]ss|less|[cm]?[jt]sx?|vue|svelte|astro|svg|webmanifest)"
              + "|(?:.*/)?(?:src|public|app|data)/.*\\.json");

  private static final Pattern SERVER_FILE =
      Pattern.compile(
          "(?:.*/)?(?:functions|supabase|base44|server|backend|api|scripts|migrations|e?mails?)/.*"
              + "|(?:.*/)?[^/]*\\.(?:config|server)\\.\\w+");

  private static final Pattern STYLE_SHEET = Pattern.compile("(?i).*\\.(?:css|s[ac]ss|less)");

  /**
   * A value in a name of a class, which Tailwind puts into a style sheet: {@code bg-[url(}
   * (tailwindcss.com/docs/adding-custom-styles, Using arbitrary values).
   */
  private static final Pattern IN_CLASS =
      Pattern.compile("\\[(?![\"'`])[^\\s\\[\\]]*url\\([\\\\\"'`]*\\z");

  private static final Pattern WRITES_MAIL =
      Pattern.compile("(?i)send_?e?mail|mail_?(?:html|template)");

  private BuilderStorage() {}

  /**
   * @param folder that all files are in, from the name of the host
   */
  private record Store(String builder, Pattern folder) {
    Store(String builder, String folder) {
      this(builder, Pattern.compile(folder));
    }
  }

  /**
   * An address in a text.
   *
   * @param end of the address, behind its last letter
   * @param line from 1
   */
  public record Place(
      int start, int end, int line, String builder, String store, String address, Use use) {
    public boolean isLoaded() {
      return use == Use.LOADED;
    }
  }

  /**
   * @return every place of the files that can be part of the running app, sorted by file and line
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public static List<StoredFile> named(FileTree tree) {
    var own = new OwnFiles(tree);
    var found = new ArrayList<StoredFile>();
    boolean bundles = bundlesStyles(tree);
    for (FileTree.Entry entry : tree.entries()) {
      String path = entry.path();
      if (entry.size() <= LARGEST && BuilderHosts.isRun(path) && own.has(path)) {
        for (Place place : in(path, letters(tree, path), bundles)) {
          found.add(
              new StoredFile(
                  place.builder(),
                  place.store(),
                  place.address(),
                  place.use(),
                  path,
                  place.line()));
        }
      }
    }
    found.sort(Comparator.comparing(StoredFile::file).thenComparingInt(StoredFile::line));
    return List.copyOf(found);
  }

  /**
   * @return the files that pages load, each address once, with the place that they have when they
   *     are the app's own; whether the tree has them or not
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public static List<BuilderAsset> loaded(FileTree tree) {
    var folders = new PackageFolders(tree);
    Map<String, BuilderAsset> assets = new LinkedHashMap<>();
    for (StoredFile stored : named(tree)) {
      if (stored.isLoaded()) {
        String served = served(stored.address());
        assets.putIfAbsent(
            stored.address(),
            new BuilderAsset(
                stored.address(),
                served,
                folders.published(stored.file(), served),
                stored.file(),
                stored.line(),
                false,
                OptionalLong.empty(),
                "",
                Optional.empty(),
                Optional.empty()));
      }
    }
    return List.copyOf(assets.values());
  }

  /**
   * @return those of {@link #loaded} that the tree does not have
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public static List<BuilderAsset> missing(FileTree tree) {
    List<BuilderAsset> loaded = loaded(tree);
    var published = new PublishedAt(tree, loaded);
    return loaded.stream().filter(asset -> !published.has(asset)).toList();
  }

  /**
   * @return those of {@link #loaded} that the tree has
   * @throws MachineError {@code machine.io} when a file can't be read
   */
  public static List<BuilderAsset> kept(FileTree tree) {
    List<BuilderAsset> loaded = loaded(tree);
    var published = new PublishedAt(tree, loaded);
    return loaded.stream().filter(published::has).toList();
  }

  /** Whether an address leads to a file in the storage of a builder. */
  public static boolean has(URI address) {
    String text = address.toString();
    return text.startsWith(SCHEME) && folderAt(text, SCHEME.length()).isPresent();
  }

  /**
   * Where visitors get the app's own copy: the same for the same address, so that a later export
   * finds it again.
   */
  public static String served(String address) {
    String name = decoded(address.substring(address.lastIndexOf('/') + 1)).orElseThrow();
    String plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
    return "/"
        + Detection.BROUGHT_FILES
        + Sha256.of(address).hex().substring(0, 16)
        + "/"
        + plain.substring(Math.max(0, plain.length() - 80));
  }

  /** Whether an address in a builder's storage starts at the name of this host. */
  static boolean startsAt(String text, int host) {
    return text.startsWith(SCHEME, host - SCHEME.length()) && folderAt(text, host).isPresent();
  }

  /**
   * @param text with a letter for each byte
   * @param bundlesStyles as {@link #bundlesStyles} answers
   */
  public static List<Place> in(String path, String text, boolean bundlesStyles) {
    var places = new ArrayList<Place>();
    boolean outside =
        !PAGE_FILE.matcher(path).matches()
            || SERVER_FILE.matcher(path).matches()
            || bundlesStyles && STYLE_SHEET.matcher(path).matches();
    var line = new Line(text);
    for (int at = text.indexOf(SCHEME); at >= 0; at = text.indexOf(SCHEME, at + 1)) {
      int host = at + SCHEME.length();
      Optional<Folder> folder = folderAt(text, host);
      if (folder.isPresent() && !line.goTo(at).isComment) {
        outside |= places.isEmpty() && WRITES_MAIL.matcher(text).find();
        int longest = Math.min(text.length(), folder.get().end() + LONGEST + 1);
        Matcher rest = REST.matcher(text).region(folder.get().end(), longest);
        int end = rest.lookingAt() ? rest.end() : folder.get().end();
        String address =
            new String(
                text.substring(at, end).getBytes(StandardCharsets.ISO_8859_1),
                StandardCharsets.UTF_8);
        Use use = Use.LOADED;
        if (!isWhole(address) || !isAlone(text, at, end)) {
          use = Use.PART;
        } else if (outside
            || isPreview(text, at, end)
            || bundlesStyles && IN_CLASS.matcher(before(text, at)).find()) {
          use = Use.OUTSIDE;
        }
        String store = text.substring(host, folder.get().end());
        places.add(new Place(at, end, line.number, folder.get().builder(), store, address, use));
      }
    }
    return places;
  }

  /**
   * Whether the app's bundler takes an address of the app's own in a style sheet for a file of the
   * sources (css-loader of Create React App).
   */
  public static boolean bundlesStyles(FileTree tree) {
    return tree.entries().stream()
        .map(FileTree.Entry::path)
        .filter(path -> path.equals("package.json") || path.endsWith("/package.json"))
        .anyMatch(path -> letters(tree, path).contains("\"react-scripts\""));
  }

  /**
   * @return nothing of a binary file
   * @throws MachineError {@code machine.io} when it can't be read
   */
  private static String letters(FileTree tree, String path) {
    try (InputStream in = tree.open(path)) {
      return TextChunks.whole(in).orElse("");
    } catch (IOException e) {
      throw MachineError.io("Looking for the builder's storage in " + path, e);
    }
  }

  /**
   * @param end behind the slash of the folder that all files of the storage are in
   */
  private record Folder(String builder, int end) {}

  private static Optional<Folder> folderAt(String text, int host) {
    for (Store store : STORES) {
      Matcher folder = store.folder().matcher(text).region(host, text.length());
      if (folder.lookingAt()) {
        return Optional.of(new Folder(store.builder(), folder.end()));
      }
    }
    return Optional.empty();
  }

  private static boolean isWhole(String address) {
    if (address.length() > LONGEST || !FORM.matcher(address).matches()) {
      return false;
    }
    try {
      Optional<String> path = decoded(URI.create(address).getRawPath());
      path.ifPresent(p -> PathRules.check(p.substring(1)));
      return path.isPresent();
    } catch (IllegalArgumentException | UserError e) {
      return false;
    }
  }

  /** Empty for what has broken escapes. */
  private static Optional<String> decoded(String part) {
    try {
      // a plus sign in a path is one
      return Optional.of(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean isAlone(String text, int start, int end) {
    return ALONE_FROM.matcher(before(text, start)).matches()
        && (end == text.length() || ALONE_TO.indexOf(text.charAt(end)) >= 0);
  }

  private static String before(String text, int at) {
    return text.substring(Math.max(0, at - NEAR), at);
  }

  /** By what is said of it in the same tag, or shortly before in code. */
  private static boolean isPreview(String text, int start, int end) {
    int from = start - before(text, start).length();
    from = Math.max(from, text.substring(from, start).lastIndexOf('<') + from);
    Matcher after = TAG_OR_LINE_END.matcher(text).region(end, Math.min(text.length(), end + NEAR));
    int to = after.find() ? after.start() : after.regionEnd();
    return PREVIEW.matcher(text).region(from, to).find();
  }

  /** The line of a place in a text. Places come in order, so that no letter is read twice. */
  private static final class Line {
    private final String text;
    private int number = 1;
    private int end;
    private boolean isComment;

    Line(String text) {
      this.text = text;
      startAt(0);
    }

    Line goTo(int place) {
      while (end < place) {
        number++;
        startAt(end + 1);
      }
      return this;
    }

    private void startAt(int start) {
      int feed = text.indexOf('\n', start);
      end = feed < 0 ? text.length() : feed;
      isComment = COMMENT.matcher(text).region(start, end).lookingAt();
    }
  }
}
