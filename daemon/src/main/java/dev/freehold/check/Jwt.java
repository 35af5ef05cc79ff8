package dev.freehold.check;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.base.Json;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The claims of a JSON Web Token (RFC 7519). The signature is not checked: nobody here could. */
record Jwt(JsonNode claims) {
  private static final Set<String> SUPABASE_SERVICE = Set.of("service_role", "supabase_admin");
  private static final Set<String> ELEVATED =
      Set.of("admin", "administrator", "owner", "root", "superuser", "superadmin", "super_admin");

  /** Empty when the text only looks like a token. */
  static Optional<Jwt> parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 3 || parts[2].isEmpty()) {
      return Optional.empty();
    }
    try {
      JsonNode header = Json.mapper().readTree(Base64.getUrlDecoder().decode(parts[0]));
      JsonNode claims = Json.mapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
      return header.has("alg") && claims.isObject()
          ? Optional.of(new Jwt(claims))
          : Optional.empty();
    } catch (JacksonException | IllegalArgumentException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  /** Supabase's key for browsers: public by design. */
  boolean isAnonymous() {
    return "anon".equals(claims.path("role").asText());
  }

  boolean isServiceRole() {
    return SUPABASE_SERVICE.contains(claims.path("role").asText());
  }

  /** Whether a role or admin claim gives its holder more than an ordinary user has. */
  boolean isElevated() {
    return names(claims.path("role"))
        || names(claims.path("roles"))
        || claims.path("admin").asBoolean()
        || claims.path("is_admin").asBoolean()
        || claims.path("isAdmin").asBoolean();
  }

  private static boolean names(JsonNode role) {
    if (role.isArray()) {
      for (JsonNode one : role) {
        if (names(one)) {
          return true;
        }
      }
      return false;
    }
    return ELEVATED.contains(role.asText().toLowerCase(Locale.ROOT));
  }

  /** The tokens shown on jwt.io, which tutorials repeat. */
  boolean isDocumentedSample() {
    return claims.path("sub").asText().equals("1234567890");
  }
}
