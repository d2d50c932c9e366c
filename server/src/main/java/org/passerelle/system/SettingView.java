package org.passerelle.system;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.passerelle.operation.Doc;
import org.passerelle.setting.Known;

/** A setting as it is shown. */
public record SettingView(
        @Doc(value = "Its name", example = "bodyLimit") String name,

        @Doc(value = "What it must be", example = "a whole number from 1024 to 2147483647")
        String type,

        @Doc(value = "What was said; null when nothing was, and always for a secret", example = "16777216") @Nullable
        String value,

        @Doc(value = "What holds when nothing is said", example = "16777216") @Nullable
        String defaultValue,

        @Doc(
                value = "Where it was said: default, kept (by this API), file or environment; a later one wins",
                example = "kept")
        String origin,

        @Doc(value = "Whether it is never shown", example = "false")
        boolean secret,

        @Doc(value = "Whether it may be changed here: not when file or environment say it", example = "true")
        boolean changeable,

        @Doc(value = "Whether it was changed and holds from the next start on", example = "false")
        boolean restart) {

    /** @param started as it was when the server started; null when there was none of this name */
    static SettingView of(Known setting, @Nullable Known started) {
        boolean same = started != null && Objects.equals(setting.value(), started.value());
        return new SettingView(
                setting.name(),
                setting.type(),
                setting.isSecret() ? null : setting.value(),
                setting.isSecret() ? null : setting.otherwise(),
                setting.origin().word(),
                setting.isSecret(),
                isChangeable(setting),
                !same);
    }

    static boolean isChangeable(Known setting) {
        return !setting.isFirst()
                && setting.origin() != Known.Origin.FILE
                && setting.origin() != Known.Origin.ENVIRONMENT;
    }
}
