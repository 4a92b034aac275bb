package io.github.passage.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Gives an application image an AOT cache: the classes that {@code passage proxy} needs, loaded, linked and profiled once, at build
 * time, by a rehearsal with the launcher and the flags of the image itself. The build runs it from its source.
 */
public final class AotCache {
    private static final String NAME = "passage.aot";
    private static final String RECORDING = "passage.aotconf";

    private final Path program;
    private final Launcher launcher;
    private final Path application;
    private final Path work;

    private AotCache(Path image, Launcher launcher, Path work) {
        this.program = image.resolve("bin").resolve("passage");
        this.launcher = launcher;
        this.application = image.resolve("lib").resolve("app");
        this.work = work;
    }

    /**
     * Makes the cache; ends with exit code 1 if that fails or the image cannot use it.
     *
     * @param arguments the image, a directory for what is needed only meanwhile, and the time that files get, as in {@code
     *     2026-01-31T00:00:00Z}
     */
    public static void main(String[] arguments) throws Exception {
        Path work = Files.createDirectories(Path.of(arguments[1]).toAbsolutePath());
        Path image = Path.of(arguments[0]).toAbsolutePath();
        AotCache made = new AotCache(image, Launcher.replace(image), work);
        try {
            OldClasses.renew(made.application);
            NativeLibraries.unpack(made.application);
            made.date(FileTime.from(Instant.parse(arguments[2])));
            made.record();
            made.create();
            made.use();
            made.prove();
        } catch (IOException | IllegalStateException e) {
            // Without it the next build takes the image for unfinished.
            Files.deleteIfExists(made.application.resolve(NAME));
            System.err.println("AOT cache: none (expected: one for " + made.program + "): " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * Gives the files beside the program one time. The virtual machine takes a cache only with jars of the size and time that they had
     * in the rehearsal (of 25 the updates since 25.0.4 look), and in the container image all files have this one.
     */
    private void date(FileTime time) throws IOException {
        try (Stream<Path> files = Files.list(application)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, time);
            }
        }
    }

    /** Notes which classes a proxy needs that starts, serves sessions and stops. */
    private void record() throws Exception {
        Files.deleteIfExists(work.resolve(RECORDING));
        Path log = work.resolve("record.log");
        try (ScriptedServer server = ScriptedServer.start()) {
            Process proxy = jvm("-XX:AOTMode=record -XX:AOTConfiguration=" + RECORDING, log)
                    .command(
                            program.toString(),
                            "proxy",
                            "--listen",
                            ScriptedSession.addressOfThisBuild().getHostAddress() + ":0",
                            "--target",
                            server.hostAndPort())
                    .start();
            try {
                ScriptedSession.runAll(proxy, log);
            } finally {
                proxy.destroy();
            }
            expectSuccess("the rehearsal", proxy, log);
        }
    }

    private void create() throws Exception {
        run("making the cache", "-XX:AOTMode=create -XX:AOTConfiguration=" + RECORDING + " -XX:AOTCache=" + NAME);
        Files.move(work.resolve(NAME), application.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
    }

    private void use() throws IOException {
        launcher.add("-XX:AOTCache=$APPDIR/" + NAME);
    }

    /** With this mode the virtual machine refuses to start where it cannot use the cache. */
    private void prove() throws Exception {
        run("using the cache", "-XX:AOTMode=on");
    }

    private void run(String what, String options) throws Exception {
        Path log = work.resolve("run.log");
        Process process =
                jvm(options, log).command(program.toString(), "--version").start();
        expectSuccess(what, process, log);
    }

    private ProcessBuilder jvm(String options, Path log) {
        ProcessBuilder process = new ProcessBuilder()
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        process.environment().put("JAVA_TOOL_OPTIONS", options);
        return process;
    }

    private static void expectSuccess(String what, Process process, Path log) throws Exception {
        int exit = process.waitFor();
        if (exit != 0) {
            throw new IllegalStateException(what + " ended with exit code " + exit + ":\n" + Files.readString(log));
        }
    }
}
