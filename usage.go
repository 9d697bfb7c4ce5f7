package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"maillage/actions"
	"maillage/model"
)

// importUsage records the counts of a file; what is rejected is listed, and makes the command fail once the rest stands.
func importUsage(ctx context.Context, c config, name string, out io.Writer) error {
	f, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("%s cannot be read: %w", name, reason(err))
	}
	defer f.Close()
	g, err := stand(ctx, c, out)
	if err != nil {
		return err
	}
	defer g.close()
	sum, err := g.ImportUsage(ctx, f, "usage import", func(p actions.UsageProgress) {
		fmt.Fprintf(os.Stderr, "  usage: %9d lines\n", p.Lines)
	}, func(line int, fault *model.Error) {
		fmt.Fprintf(out, "line %d, %s: %s\n", line, fault.Code, fault.Message)
	})
	fmt.Fprintf(out, "%d counts stand, %d of them corrected, of %d lines\n", sum.Accepted, sum.Corrected, sum.Lines)
	if err == nil && sum.Rejected > 0 {
		return fmt.Errorf("lines rejected: %d: mend them, and import the file again", sum.Rejected)
	}
	return err
}
