package io.github.passage.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Documents as JSON: streamed, since a library that binds objects would cost the proxy more memory than all that it serves. */
final class Json {
    private Json() {}

    /** An object in this order of fields: names and values in turn; an empty optional is null. */
    static Map<String, @Nullable Object> object(Object... namesAndValues) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    /** A document of maps, lists and plain values. */
    static String text(Object document) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            write(out, document);
            out.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
        switch (value) {
            case null -> out.writeNull();
            case Optional<?> optional -> write(out, optional.orElse(null));
            case Map<?, ?> object -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> field : object.entrySet()) {
                    out.writeFieldName(String.valueOf(field.getKey()));
                    write(out, field.getValue());
                }
                out.writeEndObject();
            }
            case Iterable<?> list -> {
                out.writeStartArray();
                for (Object element : list) {
                    write(out, element);
                }
                out.writeEndArray();
            }
            case Boolean truth -> out.writeBoolean(truth);
            case Integer number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Number number -> out.writeNumber(number.doubleValue());
            default -> out.writeString(value.toString());
        }
    }

    /** Reads an object whose values are texts; an empty body is one without fields. */
    static Map<String, String> texts(byte[] body) {
        Map<String, String> fields = new LinkedHashMap<>();
        if (body.length == 0) {
            return fields;
        }
        try (JsonParser in = new JsonFactory().createParser(body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw Problem.badValue("body: not an object (expected: a JSON object)");
            }
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                if (in.nextToken() != JsonToken.VALUE_STRING) {
                    throw Problem.badValue(name + ": not a text (expected: a text)");
                }
                fields.put(name, in.getText());
            }
            if (in.nextToken() != null) {
                throw Problem.badValue("body: more than an object (expected: a JSON object)");
            }
            return fields;
        } catch (JsonProcessingException e) {
            throw Problem.badValue("body: not JSON: " + e.getOriginalMessage());
        } catch (IOException unreadable) {
            throw Problem.badValue("body: not JSON: of no encoding that JSON may have");
        }
    }
}
