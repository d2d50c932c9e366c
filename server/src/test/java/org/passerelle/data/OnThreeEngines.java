package org.passerelle.data;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.engine.Engine;

/** A sentence that holds on SQLite, PostgreSQL and MariaDB alike; it takes the {@link Engine}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "on {0}")
@EnumSource(
        value = Engine.class,
        names = {"SQLITE", "POSTGRESQL", "MARIADB"})
@interface OnThreeEngines {}
