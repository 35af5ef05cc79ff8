package dev.freehold.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A program that behaves like a browser in one way, and badly in the way a test needs. */
public final class ScriptedBrowser {
  /** In Perl, which starts in a few milliseconds and is on every Debian. */
  private static final String BROWSER =
      """
      #!/usr/bin/perl
      use strict;
      use MIME::Base64;
      my ($profile) = map { /^--user-data-dir=(.*)/s ? $1 : () } @ARGV;
      my $picture = "$profile.png";
      my $script = do { local $/; <DATA> };
      open(my $running, '-|', '/bin/sh', '-c', "picture=\\$1\\n$script", 'sh', $picture) or die;
      my $document = do { local $/; <$running> } // '';
      close $running or exit 1;
      -e $picture or exit 0;
      open(my $file, '<:raw', $picture) or die;
      my $png = encode_base64(do { local $/; <$file> } // '', '');
      $document =~ s/[^\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]/ /g;
      open(my $in, '<&=', 3) or die;
      open(my $out, '>&=', 4) or die;
      select $out;
      $| = 1;
      sub answer { print $out join('', @_), "\\0" }
      my $session = '"sessionId":"1"';
      local $/ = "\\0";
      while (my $said = <$in>) {
        my ($id) = $said =~ /"id":(\\d+)/;
        my ($method) = $said =~ /"method":"([^"]+)"/;
        my $result =
            $method eq 'Target.createTarget' ? '{"targetId":"1"}'
          : $method eq 'Target.attachToTarget' ? "{$session}"
          : $method eq 'Page.captureScreenshot' ? qq({"data":"$png"})
          : $method ne 'Runtime.evaluate' ? '{}'
          : $said =~ /outerHTML/ ? qq({"result":{"value":"$document"}})
          : '{"result":{"value":{"loaded":true,"shows":true,"still":1000,"putOff":false}}}';
        answer(qq({"id":$id,$session,"result":$result}));
        if ($method eq 'Page.navigate') {
          my ($url) = $said =~ /"url":"([^"]+)"/;
          answer(qq({"method":"Page.frameNavigated",$session,"params":{"frame":{"url":"$url"}}}));
        }
      }
      __DATA__
      """;

  private ScriptedBrowser() {}

  /**
   * @param script a POSIX shell script; what it writes is the document, and {@code $picture} is
   *     where the picture is expected
   */
  public static Browser write(Path folder, String script) throws IOException {
    Path program = Files.createTempFile(folder, "browser", ".pl");
    Files.writeString(program, BROWSER + script);
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return new Browser("Scripted", program);
  }
}
