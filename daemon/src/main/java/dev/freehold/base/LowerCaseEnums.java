package dev.freehold.base;

import com.fasterxml.jackson.databind.EnumNamingStrategies;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;

/** {@code SWITCHED_BACK} is written and read as {@code switched-back}, as in the database. */
final class LowerCaseEnums extends JacksonAnnotationIntrospector {
  @Override
  public Object findEnumNamingStrategy(MapperConfig<?> config, AnnotatedClass type) {
    return EnumNamingStrategies.KebabCaseStrategy.class;
  }
}
