using dnlib.DotNet;

namespace Solutions.Edge.Architecture.Tests;

/// <summary>Which functions of OpenCvSharp's native library a program can come to call.</summary>
internal sealed class NativeCalls
{
    private const string Library = "OpenCvSharpExtern";

    private readonly ModuleDefMD wrapper;
    private readonly HashSet<MethodDef> reached = [];
    private readonly Queue<MethodDef> left = new();
    private readonly HashSet<TypeDef> made = [];
    /// <summary>By name: what is called of a base, and what disposes.</summary>
    private readonly HashSet<string> overridden = ["Finalize", "Dispose", "DisposeManaged", "DisposeUnmanaged", "ReleaseHandle"];

    private NativeCalls(ModuleDefMD wrapper) => this.wrapper = wrapper;

    /// <param name="program">Assembly that stands beside the tests.</param>
    public static IReadOnlyList<MethodDef> Of(string program)
    {
        var context = ModuleDef.CreateModuleContext();
        var resolver = (AssemblyResolver)context.AssemblyResolver;
        resolver.EnableTypeDefCache = true;
        var calls = new NativeCalls(ModuleDefMD.Load(Beside("OpenCvSharp"), context));
        resolver.AddToCache(calls.wrapper);
        foreach (var method in ModuleDefMD.Load(Beside(program), context).GetTypes().SelectMany(t => t.Methods))
            calls.Follow(method);
        calls.FollowAll();
        return [.. calls.reached.Where(m => m.IsPinvokeImpl && m.ImplMap.Module.Name == Library)];
    }

    private static string Beside(string assembly) => Path.Combine(AppContext.BaseDirectory, assembly + ".dll");

    private void FollowAll()
    {
        for (var before = -1; before != reached.Count + made.Count;)
        {
            before = reached.Count + made.Count;
            while (left.TryDequeue(out var method))
                Follow(method);
            // What is made is disposed of, by what it or what it derives from has for that.
            foreach (var type in made.ToList())
            {
                for (var own = type; own?.Module == wrapper; own = own.BaseType?.ResolveTypeDef())
                {
                    foreach (var method in own.Methods.Where(m => m.IsVirtual && overridden.Contains(m.Name)))
                        Reach(method);
                }
            }
        }
    }

    private void Follow(MethodDef method)
    {
        if (method.Module == wrapper)
            Reach(method.DeclaringType.FindStaticConstructor());
        foreach (var operand in method.Body?.Instructions.Select(i => i.Operand) ?? [])
        {
            if (operand is IField field && field.ResolveFieldDef() is { } known && known.Module == wrapper)
                Reach(known.DeclaringType.FindStaticConstructor());
            if (operand is not IMethod named || !named.IsMethod || named.ResolveMethodDef() is not { } called || called.Module != wrapper)
                continue;
            Reach(called);
            if (called.IsConstructor)
                made.Add(called.DeclaringType);
            if (called.IsVirtual)
                overridden.Add(called.Name);
        }
    }

    private void Reach(MethodDef? method)
    {
        if (method is not null && reached.Add(method))
            left.Enqueue(method);
    }
}
