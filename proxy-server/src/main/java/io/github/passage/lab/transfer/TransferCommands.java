package io.github.passage.lab.transfer;

import java.util.List;
import org.apache.ftpserver.command.Command;
import org.apache.ftpserver.command.CommandFactory;
import org.apache.ftpserver.command.CommandFactoryFactory;
import org.apache.ftpserver.ftplet.DefaultFtpReply;
import org.apache.ftpserver.ftplet.FtpReply;
import org.apache.ftpserver.impl.LocalizedFtpReply;

/**
 * The commands of AWS Transfer Family; every other one is answered 502. Where a command does less there than in Apache
 * FtpServer, it does less here.
 *
 * @see <a href="https://docs.aws.amazon.com/transfer/latest/userguide/transfer-file.html">Transferring files</a>
 */
final class TransferCommands {

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

    private TransferCommands() {}

    static CommandFactory factory(DataPorts ports, TransferServerSettings settings) {
        CommandFactory all = new CommandFactoryFactory().createCommandFactory();
        CommandFactoryFactory chosen = new CommandFactoryFactory();
        chosen.setUseDefaultCommands(false);
        NAMES.forEach(name -> chosen.addCommand(name, all.getCommand(name)));
        chosen.addCommand("PASV", new PassiveCommand(PassiveCommand.Form.PASV, ports, settings));
        chosen.addCommand("EPSV", new PassiveCommand(PassiveCommand.Form.EPSV, ports, settings));
        chosen.addCommand("FEAT", features());
        chosen.addCommand("MODE", streamModeOnly(all.getCommand("MODE")));
        return chosen.createCommandFactory();
    }

    private static Command features() {
        return (session, context, request) -> {
            session.resetState();
            session.write(new DefaultFtpReply(FtpReply.REPLY_211_SYSTEM_STATUS_REPLY, FEATURES));
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
