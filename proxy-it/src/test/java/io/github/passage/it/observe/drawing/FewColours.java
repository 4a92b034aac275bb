package io.github.passage.it.observe.drawing;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Makes a picture smaller: a drawing has few colours, and the shades between them may be rounded. */
final class FewColours {
    private static final int COLOURS = 128;
    private static final int COARSE = 0xfcfcfc;

    private FewColours() {}

    /** Rewrites a PNG with a palette of the colours that are most frequent. */
    static void reduce(Path png) throws IOException {
        BufferedImage image = ImageIO.read(png.toFile());
        Map<Integer, Integer> frequency = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                frequency.merge(image.getRGB(x, y) & COARSE, 1, Integer::sum);
            }
        }
        List<Integer> palette = frequency.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        write(indexed(image, palette), png);
    }

    private static void write(BufferedImage image, Path png) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ImageWriteParam smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        try (OutputStream file = Files.newOutputStream(png);
                ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), smallest);
        } finally {
            writer.dispose();
        }
    }

    private static BufferedImage indexed(BufferedImage image, List<Integer> palette) {
        int[] colours = palette.stream().mapToInt(Integer::intValue).toArray();
        IndexColorModel model = new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage small =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        WritableRaster raster = small.getRaster();
        Map<Integer, Integer> nearest = new HashMap<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                raster.setSample(
                        x, y, 0, nearest.computeIfAbsent(image.getRGB(x, y) & COARSE, each -> nearest(colours, each)));
            }
        }
        return small;
    }

    private static int nearest(int[] colours, int wanted) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < colours.length; i++) {
            int distance = 0;
            for (int shift = 0; shift <= 16; shift += 8) {
                int difference = (colours[i] >> shift & 0xff) - (wanted >> shift & 0xff);
                distance += difference * difference;
            }
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }
}
