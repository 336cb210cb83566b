// TEMPORARY: this main exists so that the subcommand of annotate.go can be built
// before the others; it is to be replaced by the wiring of the whole command.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	root := &cobra.Command{Use: "demarche"}
	root.AddCommand(newAnnotateCmd())
	if err := root.ExecuteContext(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "demarche:", err)
		os.Exit(1)
	}
}
