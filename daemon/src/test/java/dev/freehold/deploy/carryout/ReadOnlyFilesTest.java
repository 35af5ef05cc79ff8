package dev.freehold.deploy.carryout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlyFilesTest {
  private static final ReadOnlyFiles HERE = new ReadOnlyFiles(true, List.of("data"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "Error: EROFS: read-only file system, mkdir '/app/uploads'|uploads",
        "Error: EROFS: read-only file system, mkdir '/app/up.loads/v1.0'|up.loads/v1.0",
        "Error: EROFS: read-only file system, open '/app/files/in/a.txt'|files/in",
        "Error: ENOENT: no such file or directory, mkdir '/app/uploads/a'|uploads/a",
        "Error: EACCES: permission denied, open '/srv/freehold/s/p/releases/v1-a/app/db/a.db'|db",
        "Error: EACCES: permission denied, open"
            + " '/srv/freehold/s/p/releases/v1-a/app.k1f/db/a.db'|db",
        "OSError: [Errno 30] Read-only file system: '/app/backend/uploads'|backend/uploads",
        "OSError: [Errno 30] Read-only file system: '/app/my files/a.csv'|'my files'",
        "EROFS: x, open '/srv/freehold/shop/production/releases/v1-ab/app/db/a.db'|db",
        "SqliteError: SQLITE_CANTOPEN: unable to open database file|FOLDER",
        "SqliteError: attempt to write a readonly database|FOLDER",
        "sqlite3.OperationalError: unable to open database file|FOLDER",
        "Error code 14: Unable to open the database file|FOLDER",
        "TypeError: Cannot open database because the directory does not exist|FOLDER"
      })
  void theFolderThatItWritesToIsNamed(String line, String folder) {
    assertThat(HERE.remedy("It does not work.\nIt says: " + line + "\n    at open (fs.js:1)"))
        .hasValueSatisfying(
            remedy -> assertThat(remedy).contains("freehold app keep " + folder + ". Then deploy"));
  }

  @Test
  void aFileBesideTheProgramHasToMove() {
    assertThat(HERE.remedy("Error: EROFS: read-only file system, open '/app/dev.db'"))
        .hasValueSatisfying(
            remedy -> assertThat(remedy).contains("into a folder", "freehold app keep data."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Error: no DATABASE_URL",
        "Error: ENOENT: no such file or directory, open '/app/uploads/a.txt'",
        "Error: ENOENT: no such file or directory, mkdir '/var/app-data'",
        "psycopg2.OperationalError: permission denied for table guests",
        "EROFS: read-only file system, mkdir '/app/.next/cache'",
        "EROFS: read-only file system, open '/app/node_modules/a/b.json'",
        "SQLITE_CANTOPEN: '/app/data/sub/a.db'"
      })
  void whatKeepingAFolderDoesNotMendIsLeftAlone(String line) {
    assertThat(HERE.remedy(line)).isEmpty();
  }

  @Test
  void whereNothingIsKeptNothingElseIsSaid() {
    assertThat(new ReadOnlyFiles(false, List.of()).remedy("EROFS: x, mkdir '/app/uploads'"))
        .hasValueSatisfying(
            remedy ->
                assertThat(remedy).contains("storage service").doesNotContain("freehold app keep"));
  }
}
