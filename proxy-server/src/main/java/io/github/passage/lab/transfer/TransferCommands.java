package io.github.passage.lab.transfer;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.CommandFactory;
import org.apache.ftpserver.command.CommandFactoryFactory;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.ftplet.FtpRequest;
import org.apache.ftpserver.impl.DefaultFtpRequest;
import org.apache.ftpserver.impl.FtpIoSession;
import org.apache.ftpserver.impl.FtpServerContext;
import org.apache.ftpserver.impl.LocalizedFtpReply;

/**
 * The commands of AWS Transfer Family; every other one is answered 502. Where a command does less there than in Apache
 * FtpServer, it does less here.
 *
 * @see <a href="https://docs.aws.amazon.com/transfer/latest/userguide/transfer-file.html">Transferring files</a>
 */
final class TransferCommands implements CommandFactory {

    /** The names of all commands that exist. */
    static final List<String> NAMES = List.of(
            "ABOR", "AUTH", "CDUP", "CWD", "DELE", "EPSV", "FEAT", "LANG", "LIST", "MDTM", "MFMT", "MKD", "MLSD",
            "MLST", "MODE", "NLST", "NOOP", "OPTS", "PASS", "PASV", "PBSZ", "PROT", "PWD", "QUIT", "RETR", "RMD",
            "RNFR", "RNTO", "SIZE", "STAT", "STOR", "STOU", "STRU", "SYST", "TYPE", "USER");

    private static final String FEATURES = """
            Extensions supported
             SIZE
             MDTM
             MFMT
             LANG en
             MLST Size;Modify;Type;Perm
             EPSV
             PASV
             UTF8
             TVFS
            End""";

    private final Map<String, Command> commands = new HashMap<>();

    TransferCommands(DataPorts ports, TransferServerSettings settings) {
        CommandFactory apache = new CommandFactoryFactory().createCommandFactory();
        NAMES.forEach(name -> commands.put(name, apache.getCommand(name)));
        commands.put("PASV", new PassiveCommand(PassiveCommand.Form.PASV, ports, settings));
        commands.put("EPSV", new PassiveCommand(PassiveCommand.Form.EPSV, ports, settings));
        commands.put("FEAT", TransferCommands::features);
        commands.put("MODE", streamModeOnly(apache.getCommand("MODE")));
        commands.put("TYPE", binaryOnly(apache.getCommand("TYPE")));
    }

    @Override
    public Command getCommand(String name) {
        Command command = commands.get(name);
        return (session, context, request) -> {
            String sent = sentName(request);
            if (command == null || !sent.equals(name)) {
                session.resetState();
                session.write(new DefaultFtpReply(
                        FtpReply.REPLY_502_COMMAND_NOT_IMPLEMENTED, "Command " + sent + " not implemented."));
                return;
            }
            command.execute(session, context, request);
        };
    }

    /** The command as the client sent it: Apache FtpServer takes XPWD for PWD, and cuts an X off any other name. */
    private static String sentName(FtpRequest request) {
        String line = request.getRequestLine();
        int space = line.indexOf(' ');
        return (space < 0 ? line : line.substring(0, space)).toUpperCase(Locale.ROOT);
    }

    private static void features(FtpIoSession session, FtpServerContext context, FtpRequest request) {
        session.resetState();
        session.write(new DefaultFtpReply(FtpReply.REPLY_211_SYSTEM_STATUS_REPLY, FEATURES));
    }

    /**
     * Transfer Family moves binary data only. Most programs ask for TYPE A before a listing and stop if it is refused, yet list there,
     * so it is taken, and changes nothing.
     */
    private static Command binaryOnly(Command type) {
        return (session, context, request) -> {
            boolean ascii = request.hasArgument() && request.getArgument().equalsIgnoreCase("A");
            type.execute(session, context, ascii ? new DefaultFtpRequest("TYPE I") : request);
        };
    }

    private static Command streamModeOnly(Command mode) {
        return (session, context, request) -> {
            if (request.hasArgument() && !request.getArgument().equalsIgnoreCase("S")) {
                session.resetState();
                session.write(LocalizedFtpReply.translate(
                        session,
                        request,
                        context,
                        FtpReply.REPLY_504_COMMAND_NOT_IMPLEMENTED_FOR_THAT_PARAMETER,
                        "MODE",
                        null));
                return;
            }
            mode.execute(session, context, request);
        };
    }
}
