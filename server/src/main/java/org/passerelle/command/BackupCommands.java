package org.passerelle.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.catalogue.Catalogue;
import org.passerelle.catalogue.CatalogueCopy;
import org.passerelle.setting.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./passerelle backup} and {@code restore}: the catalogue and the files of the data folder, in one file. */
final class BackupCommands {

    private BackupCommands() {}

    /** A business database in the data folder, and what belongs to the file of one. */
    private static boolean isDatabase(Path file) {
        return file.getFileName().toString().matches(".*\\.db(-wal|-shm|-journal)?");
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).toList();
        }
    }

    private static Path scratch() throws IOException {
        return Files.createTempDirectory(
                "passerelle-backup",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void forget(Path folder) throws IOException {
        try (var tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Makes one, while the server runs or not. */
    @Command(name = "backup", description = "Copies catalogue and data folder into one file, while the server runs.")
    static final class Backup implements java.util.concurrent.Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "FILE", description = "What to write; it must not be there yet.")
        private Path file = Path.of("");

        @Mixin
        private DataOption data = new DataOption();

        @Override
        public Integer call() throws IOException {
            if (Files.exists(file)) {
                throw new House.Trouble(file + " is there already: choose another name.");
            }
            Path scratch = scratch();
            try (House house = House.openExisting(data.folder)) {
                CatalogueCopy.write(house.catalogue(), scratch);
                var about = new Archive.About(
                        CatalogueCopy.schema(house.catalogue()),
                        house.catalogue().product(),
                        Instant.now());
                Map<String, Path> files = new TreeMap<>();
                for (Path copied : files(scratch)) {
                    files.put(Archive.CATALOGUE + scratch.relativize(copied), copied);
                }
                PrintWriter out = spec.commandLine().getOut();
                for (Path kept : files(house.dataFolder())) {
                    Path name = house.dataFolder().relativize(kept);
                    if (!isDatabase(kept)) {
                        files.put(Archive.DATA + name, kept);
                    } else if (!name.toString().startsWith(Catalogue.FILE)
                            && name.toString().endsWith(".db")) {
                        out.println("Left out: " + name + ", a business database; back it up by itself.");
                    }
                }
                Archive.write(file, about, files);
                out.println(file + ": " + files.size()
                        + " files, with the secret key. Keep it where nobody else reads it.");
            } finally {
                forget(scratch);
            }
            return 0;
        }
    }

    /** Takes one back. */
    @Command(name = "restore", description = "Makes a data folder, and its catalogue, of a backup.")
    static final class Restore implements java.util.concurrent.Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Parameters(paramLabel = "FILE", description = "A backup.")
        private Path file = Path.of("");

        @Mixin
        private DataOption data = new DataOption();

        @Override
        public Integer call() throws IOException {
            if (!Files.isReadable(file)) {
                throw new House.Trouble("There is no file " + file + ".");
            }
            Path folder = data.folder.toAbsolutePath().normalize();
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (files(folder).stream().anyMatch(held -> !held.endsWith(Settings.FILE))) {
                throw new House.Trouble("The data folder " + folder + " is not empty. It may hold " + Settings.FILE
                        + ", which then stays, and nothing else.");
            }
            Path scratch = scratch();
            try {
                Archive.About about = Archive.read(file, scratch);
                settle(scratch.resolve(Archive.DATA), folder);
                var settings = AllSettings.read(folder, System.getenv(), House.DEFAULT_PORT, Map.of());
                if (settings.catalogue().url() == null == about.product().startsWith("PostgreSQL")) {
                    throw new House.Trouble("The backup is of a catalogue on " + about.product()
                            + ": say such a one by catalogueUrl in " + folder.resolve(Settings.FILE) + ".");
                }
                CatalogueCopy.read(scratch.resolve(Archive.CATALOGUE), settings.catalogue(), about.schema());
                House.openExisting(folder).close(); // brings its tables to this version
                spec.commandLine().getOut().println(folder + " is as it was on " + about.made() + ".");
            } finally {
                forget(scratch);
            }
            return 0;
        }

        private static void settle(Path from, Path folder) throws IOException {
            for (Path file : files(from)) {
                Path target = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                if (!Files.exists(target)) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-------"));
                }
            }
        }
    }
}
