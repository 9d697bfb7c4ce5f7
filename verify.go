package main

import (
	"context"
	"fmt"
	"io"
)

// verify tells every sum that does not hold: lines and imputed shares make their case, lines make their due, dues their call; counts of use
// make their years.
func verify(ctx context.Context, c config, out io.Writer) error {
	g, err := stand(ctx, c, out)
	if err != nil {
		return err
	}
	defer g.close()
	faults, err := g.DB.Verify(ctx)
	if err != nil {
		return err
	}
	years, err := g.DB.VerifyUsage(ctx)
	if err != nil {
		return err
	}
	faults = append(faults, years...)
	for _, f := range faults {
		fmt.Fprintln(out, f)
	}
	fmt.Fprintf(out, "violations: %d\n", len(faults))
	if len(faults) > 0 {
		return fmt.Errorf("%d sums do not hold: the database was changed by other means than this program", len(faults))
	}
	return nil
}
