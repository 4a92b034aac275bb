package io.github.passage.lab.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.passage.address.IpLiteral;
import io.github.passage.address.Routability;
import io.github.passage.lab.profile.AddressChoice.Choice;
import io.github.passage.lab.profile.AddressChoice.Rule;
import io.github.passage.lab.profile.file.ProfileFiles;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressChoiceTest {
    private final Profiles profiles = ProfileFiles.shipped();

    @ParameterizedTest(name = "{0}, told {1} by {2}: {3}")
    @CsvSource({
        "wget, 10.0.1.5, 203.0.113.10, ANNOUNCED",
        "curl, 10.0.1.5, 203.0.113.10, CONTROL",
        "WinSCP Auto, 10.0.1.5, 203.0.113.10, CONTROL",
        "WinSCP Auto, 0.0.0.0, 203.0.113.10, CONTROL",
        "WinSCP Auto, 0.0.0.0, 10.0.2.9, ANNOUNCED",
        "WinSCP Auto, 203.0.113.11, 10.0.2.9, ANNOUNCED",
        "WinSCP On, 203.0.113.11, 10.0.2.9, CONTROL",
        "WinSCP Off, 0.0.0.0, 203.0.113.10, ANNOUNCED",
        "filezilla, 169.254.1.1, 203.0.113.10, CONTROL",
        "filezilla fb1, 10.0.1.5, 203.0.113.10, REFUSE",
        "lftp, 203.0.113.11, 10.0.2.9, CONTROL",
        "lftp, 10.0.1.5, 10.0.2.9, ANNOUNCED",
        "lftp nofix, 0.0.0.0, 10.0.2.9, CONTROL",
        "ncftp, 127.0.0.1, 203.0.113.10, ANNOUNCED",
        "jsftp, 127.0.0.1, 203.0.113.10, CONTROL",
        "tnftp, 203.0.113.11, 203.0.113.10, REFUSE",
        "tnftp, 203.0.113.10, 203.0.113.10, ANNOUNCED",
        "tnftp, 203.0.113.10, 2001:db8::10, REFUSE"
    })
    void eachProgramChoosesItsAddress(String program, String announced, String control, Choice expected) {
        AddressChoice choice =
                profiles.named(program).orElseThrow().behaviour().ipv4().pasv().address();

        assertThat(choice.decide(
                        IpLiteral.parseV4(announced).orElseThrow(),
                        IpLiteral.parse(control).orElseThrow()))
                .isEqualTo(expected);
    }

    @Test
    void aRuleForNoAddressIsRefused() {
        assertThatThrownBy(() -> new Rule(Set.of(), EnumSet.allOf(Routability.class), false, Choice.CONTROL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: at least one");
    }
}
